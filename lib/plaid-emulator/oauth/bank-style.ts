import type { Institution } from '../world/institution'
import { bankColours } from './bank-colours'

/** The style of a bank's own pages, in its colours, light and dark, from a phone's width up. */
export function bankStyle(institution: Institution): string {
  const { cloth, clothDark, accent, accentDark, soft, softDark } = bankColours(institution)
  return `
:root{color-scheme:light dark;--cloth:${cloth};--accent:${accent};--on-accent:#fff;--soft:${soft};
--paper:#fdfcf9;--ink:#191c22;--ink-2:#555b66;--line:#dcd8ce;--bad:#a3291f;--bad-soft:#fbe9e6}
@media (prefers-color-scheme:dark){:root{--cloth:${clothDark};--accent:${accentDark};--on-accent:#0c0e11;--soft:${softDark};
--paper:#181b20;--ink:#efece4;--ink-2:#a9afb8;--line:#343b45;--bad:#ff9d8f;--bad-soft:#3a2220}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:16px/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
-webkit-text-size-adjust:100%}
body{margin:0;min-height:100vh;min-height:100dvh;display:grid;grid-template-columns:minmax(280px,5fr) minmax(0,7fr)}
.side{position:relative;overflow:hidden;background:var(--cloth);color:#fff;padding:40px;display:flex;flex-direction:column;
justify-content:space-between;gap:32px}
.cloth{position:absolute;inset:0;-webkit-mask-image:linear-gradient(200deg,#000 5%,#0003 75%);mask-image:linear-gradient(200deg,#000 5%,#0003 75%)}
.side>:not(.cloth){position:relative}
.brand{display:flex;align-items:center;gap:14px;margin:0;font:500 21px/1.2 "Iowan Old Style","Palatino Linotype",Palatino,Georgia,serif}
.seal{flex:none;width:44px;height:44px;border-radius:50%;border:1.5px solid #ffffffb3;display:grid;place-items:center;
font-size:19px;background:#00000026}
.motto{margin:0;max-width:15em;font:400 34px/1.18 "Iowan Old Style","Palatino Linotype",Palatino,Georgia,serif;text-wrap:balance}
.note{margin:0;font-size:13px;max-width:34em}
main{display:grid;align-content:center;padding:48px 32px}
.inner{width:100%;max-width:440px;margin:0 auto}
.step{margin:0 0 6px;font-size:13px;color:var(--ink-2);font-variant-numeric:tabular-nums}
h1{margin:0;font:500 30px/1.2 "Iowan Old Style","Palatino Linotype",Palatino,Georgia,serif;text-wrap:balance}
h1:focus{outline:none}
.lead{margin:8px 0 0;color:var(--ink-2)}
.way{margin:24px 0 0}
.lead b{color:var(--ink);font-weight:600}
form{margin:28px 0 0}
.field{margin:0 0 18px}
label.name,legend{display:block;padding:0;margin:0 0 6px;font-weight:600;font-size:14px}
fieldset{border:0;margin:0 0 20px;padding:0;min-width:0}
input[type=text],input[type=password]{width:100%;min-height:48px;padding:10px 14px;border:1px solid var(--ink-2);border-radius:8px;
background:transparent;color:inherit;font:inherit}
[aria-invalid=true]:not([type=radio],[type=checkbox]){border-color:var(--bad);box-shadow:inset 0 0 0 1px var(--bad)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.problem{display:flex;gap:8px;margin:6px 0 0;color:var(--bad);font-size:14px}
.problem::before{content:"!";flex:none;width:18px;height:18px;margin-top:1.5px;border-radius:50%;border:1.5px solid;display:grid;
place-items:center;font-size:12px;font-weight:700;line-height:1}
.refusal{margin:24px 0 0;padding:14px 16px;border-radius:8px;background:var(--bad-soft);border-left:3px solid var(--bad)}
.refusal p{margin:0}
.refusal .code{margin-top:4px;font-size:12px;color:var(--ink-2)}
.rows{border:1px solid var(--line);border-radius:10px;overflow:hidden;list-style:none;margin:0;padding:0}
.row{display:flex;align-items:center;gap:12px;min-height:60px;padding:10px 14px;border-top:1px solid var(--line)}
.row:first-child{border-top:0}
label.row{cursor:pointer}
label.row:hover,label.row:has(:checked){background:var(--soft)}
label.row:has(:focus-visible){outline:2px solid var(--accent);outline-offset:-2px}
label.row input:focus-visible{outline:none}
.row input{flex:none;width:20px;height:20px;margin:0;accent-color:var(--accent)}
.what{flex:1;min-width:0}
.what b{display:block;font-weight:600;overflow-wrap:anywhere}
.what small{display:block;font-size:13px;color:var(--ink-2)}
.sum{font-variant-numeric:tabular-nums lining-nums;white-space:nowrap;text-align:right}
.sum small{color:var(--ink-2)}
.sees{margin:0 0 24px;padding:0;list-style:none;font-size:14px;color:var(--ink-2)}
.sees li{display:flex;gap:10px;margin:0 0 6px}
.sees li::before{content:"";flex:none;width:6px;height:6px;margin-top:8px;border-radius:50%;background:var(--accent)}
.actions{display:flex;flex-flow:row-reverse wrap;gap:12px;justify-content:space-between;align-items:center}
button,a.button{min-height:48px;padding:0 24px;border-radius:8px;border:1px solid transparent;font:inherit;font-weight:600;
cursor:pointer;display:inline-grid;place-items:center;text-decoration:none}
.main{background:var(--accent);color:var(--on-accent)}
.main:hover{filter:brightness(1.08)}
.other{background:transparent;color:var(--ink);border-color:var(--line)}
.other:hover{border-color:var(--ink-2)}
.hint{margin:28px 0 0;padding:12px 14px;border:1px dashed var(--line);border-radius:8px;font-size:13px;color:var(--ink-2)}
.hint code{font:600 13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--ink);overflow-wrap:anywhere}
@media (max-width:760px){
body{display:block}
.side{padding:18px 20px;gap:0;display:block}
.motto,.side .note{display:none}
.brand{font-size:18px}
.seal{width:36px;height:36px;font-size:16px}
main{padding:28px 20px 40px}
h1{font-size:26px}
.actions>*{flex:1 1 150px}
.sum small{display:block}
}
@media (forced-colors:active){.main{border-color:ButtonText}}
@media (min-width:761px){.phone-note{display:none}}
.phone-note{border:0;padding:0}
`
}
