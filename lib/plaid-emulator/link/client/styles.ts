/**
 * Styles of the stand-in. They live in a constructed style sheet, which needs no `unsafe-inline` in the page's
 * policy. Both themes are set side by side with `light-dark()`; the fonts are those of the page where it has them.
 */
export const styles = `
/* Here, and only here, the page's own rules could reach: against these even its !important loses. */
:host { all: initial !important; display: contents !important; direction: ltr !important; unicode-bidi: isolate !important; }
.overlay, .inline {
  color-scheme: light dark;
  --paper: light-dark(#f7f6f2, #101419);
  --card: light-dark(#fffefb, #161b21);
  --ink: light-dark(#191c22, #edeae2);
  --ink-2: light-dark(#565b66, #a9afb8);
  --ink-3: light-dark(#676c77, #8f96a1);
  --line: light-dark(#e4e1d8, #2a313a);
  --line-2: light-dark(#efede6, #212830);
  --chip: light-dark(#efece4, #222931);
  --field: light-dark(#8b8f98, #69717d);
  --keel: light-dark(#1f5f6b, #6dbdc6);
  --keel-soft: light-dark(#cfe3e4, #1d3c43);
  --debt: light-dark(#b4623c, #e39a72);
  --debt-soft: light-dark(#f3dfd3, #40291d);
  --sans: var(--font-sans, ui-sans-serif, system-ui, sans-serif);
  --serif: var(--font-serif, ui-serif, Georgia, serif);
}
:host([data-theme='light']) :is(.overlay, .inline) { color-scheme: light; }
:host([data-theme='dark']) :is(.overlay, .inline) { color-scheme: dark; }
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
h2, p, ul, dl, dd, fieldset, legend { margin: 0; padding: 0; border: 0; min-width: 0; }
ul { list-style: none; }
button, input { font: inherit; color: inherit; letter-spacing: inherit; }
button { cursor: pointer; background: none; border: 0; padding: 0; touch-action: manipulation; }
:focus-visible { outline: 2px solid var(--keel); outline-offset: 2px; }
h2:focus-visible, section:focus-visible { outline: none; }

.overlay, .inline { font: 400 14px/1.45 var(--sans); color: var(--ink); -webkit-font-smoothing: antialiased; }

dialog {
  position: fixed; inset: 0; margin: auto; padding: 0; overflow: hidden; pointer-events: auto;
  width: 440px; height: min(640px, calc(100dvh - 48px)); max-width: none; max-height: none;
  color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: 16px;
}
dialog[open] { display: flex; flex-direction: column; }
dialog::backdrop { background: rgb(16 20 25 / 0.46); }

header { flex: none; display: flex; align-items: center; gap: 12px; padding: 12px 12px 8px; min-height: 60px; }
header > :first-child[hidden] + .course { margin-left: 12px; }
.icon-button { flex: none; display: grid; place-items: center; width: 40px; height: 40px; border-radius: 7px; color: var(--ink-2); }
.icon { width: 20px; height: 20px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }

/* The waterline: how far one has come, with a boat at its end. */
.course { flex: 1; height: 1px; background: var(--line); position: relative; }
.course-line { position: absolute; left: 0; top: -0.5px; height: 2px; width: 0; background: var(--keel); }
.course-line::after {
  content: ''; position: absolute; right: -4px; top: -3px; width: 8px; height: 8px;
  border-radius: 50%; background: var(--keel); box-shadow: 0 0 0 3px var(--card);
}
[data-step='0'] .course-line { width: 4px; }
[data-step='1'] .course-line { width: 12%; }
[data-step='2'] .course-line { width: 34%; }
[data-step='3'] .course-line { width: 56%; }
[data-step='4'] .course-line { width: 78%; }
[data-step='5'] .course-line { width: calc(100% - 4px); }

.stage { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; display: flex; flex-direction: column; }
footer { flex: none; padding: 10px 24px 12px; text-align: center; font-size: 12px; color: var(--ink-3); border-top: 1px solid var(--line-2); }

.pane { flex: 1 0 auto; display: flex; flex-direction: column; padding: 12px 24px 0; }
h2 { font: 500 25px/1.2 var(--serif); letter-spacing: -0.01em; text-wrap: balance; }
.lead { margin-top: 8px; color: var(--ink-2); text-wrap: pretty; }
.detail { color: var(--ink-3); font-size: 13px; }
.caption { color: var(--ink-3); font-size: 12px; }
.hidden-text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.actions {
  position: sticky; bottom: 0; margin: auto -24px 0; padding: 16px 24px 20px;
  display: flex; flex-direction: column; gap: 8px; background: var(--card);
}
.button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 44px; padding: 8px 16px;
  border-radius: 7px; border: 1px solid var(--line); font-weight: 550;
}
.actions .button { width: 100%; }
.primary { background: var(--ink); color: var(--card); border-color: var(--ink); }
.primary[aria-disabled] { cursor: progress; }
.busy::before {
  content: ''; width: 14px; height: 14px; margin-right: 10px; border-radius: 50%;
  border: 2px solid color-mix(in oklab, var(--card) 35%, transparent); border-top-color: var(--card);
}
.text-button { color: var(--keel); font-weight: 550; font-size: 13px; padding: 6px 8px; margin: -6px -8px; border-radius: 7px; min-height: 28px; }

.tile {
  --brand: var(--keel); flex: none; display: grid; place-items: center; font-weight: 600; color: var(--ink);
  background: color-mix(in oklab, var(--brand) 16%, var(--card));
  border: 1px solid color-mix(in oklab, var(--brand) 30%, var(--card));
}
.tile-small { width: 36px; height: 36px; border-radius: 8px; font-size: 13px; }
.tile-large { width: 52px; height: 52px; border-radius: 12px; font-size: 17px; }
.pane > .tile-large { margin-bottom: 16px; }
.tile .icon { width: 24px; height: 24px; }
.bond { display: flex; align-items: center; margin: 8px 0 24px; }
.bond-line { width: 56px; border-top: 1.5px dashed var(--field); margin: 0 8px; }
.bond-moving { border: 0; height: 2px; background: linear-gradient(90deg, var(--line) 30%, var(--keel) 50%, var(--line) 70%) 50% 0 / 300% 100%; }

.promises { margin: 24px 0 12px; border-top: 1px solid var(--line-2); }
.promises > div { padding: 14px 0 14px 36px; border-bottom: 1px solid var(--line-2); position: relative; }
.promises dt { font-weight: 600; }
.promises dt .icon { position: absolute; left: 2px; top: 14px; color: var(--keel); }
.promises dd { color: var(--ink-2); margin-top: 2px; text-wrap: pretty; }

.pane-search { padding-bottom: 12px; }
.search-head { position: sticky; top: 0; background: var(--card); padding: 12px 24px 14px; margin: -12px -24px 0; z-index: 1; }
.search-box { position: relative; margin-top: 16px; }
.search-box .icon { position: absolute; left: 12px; top: 12px; color: var(--ink-3); pointer-events: none; }
.search-box input[type='text'] { padding-left: 42px; }
.pane-search > .caption { padding-bottom: 4px; }
.results { margin: 0 -12px; }
.option { width: 100%; display: flex; align-items: center; gap: 12px; padding: 10px 12px; border-radius: 9px; text-align: start; min-height: 58px; }
.option:focus-visible { background: var(--chip); }
.option:focus-visible :is(.detail, .icon) { color: var(--ink-2); }
.option:focus-visible { outline-offset: -2px; }
.option .icon { color: var(--ink-3); width: 16px; height: 16px; }
.option-text, .row-text { flex: 1; min-width: 0; display: flex; flex-direction: column; overflow-wrap: anywhere; }
.empty { padding: 20px 12px; }
.empty p:first-child { font-weight: 600; overflow-wrap: anywhere; }
.skeleton { display: flex; align-items: center; gap: 12px; padding: 10px 12px; min-height: 58px; }
.skeleton span { background: var(--line-2); border-radius: 8px; width: 36px; height: 36px; }
.skeleton span + span { width: 46%; height: 12px; border-radius: 4px; }
.skeleton:nth-child(even) span + span { width: 60%; }

input[type='text'], input[type='password'] {
  display: block; width: 100%; height: 44px; padding: 0 12px; border-radius: 7px; font-size: 16px;
  background: light-dark(#ffffff, #101419); border: 1px solid var(--field); appearance: none;
}
input::placeholder { color: var(--ink-3); opacity: 1; }
input[type='text']:focus-visible, input[type='password']:focus-visible { outline-offset: -1px; border-color: var(--keel); }
input[aria-invalid] { border-color: var(--debt); }
.field { position: relative; margin-top: 16px; }
h2 + .problem + .field { margin-top: 20px; }
.field label, .choice legend { display: block; font-size: 13px; font-weight: 550; margin-bottom: 6px; text-wrap: pretty; }
.reveal { position: absolute; right: 2px; bottom: 2px; width: 40px; height: 40px; display: grid; place-items: center; border-radius: 7px; color: var(--ink-3); }
.reveal[aria-pressed='true'] { color: var(--keel); }
.field:has(.reveal) input:is([type='text'], [type='password']) { padding-right: 46px; }
.problem { display: flex; gap: 10px; margin-top: 16px; padding: 10px 12px; border-radius: 7px; background: var(--debt-soft); }
.problem .icon { color: var(--debt); }
.hint {
  display: flex; align-items: center; justify-content: space-between; gap: 16px; flex-wrap: wrap; margin-top: 20px; padding: 10px 12px;
  border: 1px dashed var(--field); border-radius: 7px; color: var(--ink-2); font-size: 13px;
}
.hint code { font: 500 12.5px/1 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; color: var(--ink); overflow-wrap: anywhere; }

.note { display: flex; gap: 10px; margin-top: 16px; padding: 10px 12px; border-radius: 7px; background: var(--chip); font-size: 13px; text-wrap: pretty; }
.note .icon { color: var(--debt); width: 18px; height: 18px; }
.mark {
  flex: none; font-size: 12px; font-weight: 550; line-height: 1; padding: 4px 7px; border-radius: 5px;
  background: var(--chip); color: var(--ink-2); white-space: nowrap;
}
.mark-down, .mark-unsupported { background: var(--debt-soft); color: var(--ink); }
.mark-new { background: var(--keel-soft); color: var(--ink); margin-left: 4px; }
.ways { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 20px; margin-top: 14px; }

.choice { margin-top: 20px; }
.row { display: flex; align-items: center; gap: 14px; padding: 12px 0; min-height: 48px; border-bottom: 1px solid var(--line-2); cursor: pointer; }
.row input { accent-color: var(--keel); width: 18px; height: 18px; margin: 0; flex: none; }
.tally { display: flex; justify-content: space-between; align-items: baseline; margin-top: 20px; }
.accounts { border-top: 1px solid var(--line); margin: 8px 0 4px; }
.lead + .problem + .accounts { margin-top: 20px; }
.mask { color: var(--ink-3); white-space: nowrap; }
.row-text .detail::first-letter { text-transform: uppercase; }
.amount { text-align: end; font-variant-numeric: tabular-nums lining-nums; white-space: nowrap; display: flex; flex-direction: column; }

.seal { width: 52px; height: 52px; margin: 8px 0 20px; border-radius: 50%; display: grid; place-items: center; background: var(--keel-soft); color: var(--keel); }
.seal .icon { width: 26px; height: 26px; }
.seal-trouble { background: var(--debt-soft); color: var(--debt); }
.shared { margin: 24px 0 12px; border-top: 1px solid var(--line-2); }
.shared li { display: flex; justify-content: space-between; gap: 16px; padding: 11px 0; border-bottom: 1px solid var(--line-2); }
.reference { margin-top: 16px; color: var(--ink-3); font-size: 12px; overflow-wrap: anywhere; }

.swell { margin: auto auto 0; width: 120px; height: 2px; border-radius: 1px; background: linear-gradient(90deg, var(--line) 30%, var(--keel) 50%, var(--line) 70%) 0 0 / 300% 100%; }
.swell + .lead { margin: 12px auto auto; }
.pane:focus { outline: none; }

.inline { background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: auto; max-height: 100%; }
.inline footer { position: sticky; bottom: 0; background: var(--card); }
.inline .pane { padding-top: 20px; }
.inline .search-head { margin-top: -20px; padding-top: 20px; }
.inline:empty { display: none; }

@media (hover: hover) {
  .icon-button:hover { background: var(--chip); color: var(--ink); }
  .button:hover { background: var(--chip); }
  .primary:hover { background: color-mix(in oklab, var(--ink) 88%, var(--card)); }
  .text-button:hover { text-decoration: underline; text-underline-offset: 3px; }
  .option:hover { background: var(--chip); }
  .option:hover :is(.detail, .icon) { color: var(--ink-2); }
}
@media (max-width: 560px) {
  dialog { width: 100%; height: 100dvh; border: 0; border-radius: 0; }
  header { padding: 8px 8px 4px; }
  .icon-button { width: 44px; height: 44px; }
  .pane { padding: 12px 20px 0; }
  .search-head { padding: 12px 20px 14px; margin: -12px -20px 0; }
  .actions { margin: auto -20px 0; padding: 16px 20px; }
  .text-button { min-height: 44px; margin: -13px -8px; padding: 6px 8px; }
  footer { padding-bottom: max(12px, env(safe-area-inset-bottom)); }
}
@media (max-height: 520px) {
  footer { padding-block: 4px 6px; }
  header { min-height: 48px; padding-block: 4px; }
}
@media (prefers-reduced-motion: no-preference) {
  dialog { animation: surface 180ms cubic-bezier(0.2, 0.8, 0.2, 1); }
  dialog::backdrop { animation: dim 180ms ease-out; }
  .pane { animation: settle 160ms cubic-bezier(0.2, 0.8, 0.2, 1); }
  .course-line { transition: width 320ms cubic-bezier(0.3, 0.7, 0.2, 1); }
  .busy::before { animation: turn 800ms linear infinite; }
  .swell, .bond-moving { animation: swell 1600ms linear infinite; }
}
@media (forced-colors: active) {
  .primary { border-color: ButtonText; }
  .course-line, .course-line::after { background: Highlight; }
}
/* Nothing that is read fades: half-transparent text would lack contrast while it comes. */
@keyframes surface { from { transform: translateY(10px); } }
@keyframes settle { from { transform: translateY(4px); } }
@keyframes dim { from { opacity: 0; } }
@keyframes turn { to { transform: rotate(1turn); } }
@keyframes swell { from { background-position: 100% 0; } to { background-position: 0 0; } }
`
