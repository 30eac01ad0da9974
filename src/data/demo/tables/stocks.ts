import { stockRows } from '../../../../schema/demo-datasets.ts';
import { readDataset } from '../datasets.ts';
import { isoDate } from '../dates.ts';
import type { Rows } from '../rows.ts';

// The file has symbols only.
const names = { AAPL: 'Apple', AMZN: 'Amazon', GOOG: 'Google', IBM: 'IBM', MSFT: 'Microsoft' };

export function stocks(): Rows {
  return {
    companies: Object.entries(names).map(([symbol, name]) => ({ symbol, name })),
    stock_prices: readDataset('stocks.csv', stockRows).map(({ symbol, date, price }) => ({
      symbol,
      date: isoDate(date),
      price,
    })),
  };
}
