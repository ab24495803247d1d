import { RecurringTransactionFrequency, type TransactionStream, TransactionStreamStatus } from 'plaid'
import { describe, expect, it } from 'vitest'
import { toBankStreams } from './products-to-domain'

const stream = (changes: Partial<TransactionStream>): TransactionStream => ({
  account_id: 'acc-1',
  stream_id: 's-1',
  category: null,
  category_id: null,
  description: 'FIBERLINE 0042',
  merchant_name: 'Fiberline',
  first_date: '2025-01-07',
  last_date: '2026-03-07',
  predicted_next_date: '2026-04-07',
  frequency: RecurringTransactionFrequency.Monthly,
  transaction_ids: ['t1', 't2'],
  average_amount: { amount: 61.5, iso_currency_code: 'USD', unofficial_currency_code: null },
  last_amount: { amount: 64, iso_currency_code: 'USD', unofficial_currency_code: null },
  is_active: true,
  status: TransactionStreamStatus.Mature,
  is_user_modified: false,
  ...changes,
})

describe("Plaid's recurring streams", () => {
  it('come with the sign turned once: what goes out is negative, what comes in positive', () => {
    const [pay, bill] = toBankStreams({
      inflow_streams: [
        stream({
          stream_id: 's-2',
          last_amount: { amount: -2480.1, iso_currency_code: null, unofficial_currency_code: 'BTC' },
          average_amount: {},
          predicted_next_date: null,
          status: TransactionStreamStatus.EarlyDetection,
        }),
      ],
      outflow_streams: [stream({})],
      updated_datetime: '2026-03-08T00:00:00Z',
      request_id: 'r',
    })
    expect(bill).toEqual({
      plaidStreamId: 's-1',
      plaidAccountId: 'acc-1',
      description: 'FIBERLINE 0042',
      merchantName: 'Fiberline',
      frequency: 'monthly',
      firstOn: '2025-01-07',
      lastOn: '2026-03-07',
      nextOn: '2026-04-07',
      averageAmount: '-61.5',
      lastAmount: '-64',
      currency: 'USD',
      isActive: true,
      status: 'mature',
      plaidTransactionIds: ['t1', 't2'],
    })
    expect(pay).toMatchObject({
      lastAmount: '2480.1',
      averageAmount: null,
      currency: 'BTC',
      nextOn: null,
      status: 'early_detection',
    })
  })
})
