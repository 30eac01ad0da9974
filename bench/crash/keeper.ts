import { setTimeout as sleep } from 'node:timers/promises';
import { type Product, type ProductPlan, startProduct } from './product.ts';

/** Has one process always running, as systemd or Kubernetes do. */
export interface Keeper {
  readonly product: Product;
  /** How often it ended by itself. */
  readonly died: number;
  /** Kills it; another one is started with `start`. */
  kill(): Promise<void>;
  start(): void;
  /** It ends well, and is not started again. */
  stop(): Promise<void>;
}

/** Milliseconds before it is started again. */
const pauseMs = 200;

export function keep(plan: ProductPlan): Keeper {
  let died = 0;
  let ended = false;
  let product: Product;
  const start = () => {
    const mine = startProduct(plan);
    product = mine;
    void mine.exited.then(async () => {
      if (!mine.died()) return;
      died += 1;
      await sleep(pauseMs);
      if (!ended && product === mine) start();
    });
  };
  start();
  return {
    get product() {
      return product;
    },
    get died() {
      return died;
    },
    async kill() {
      ended = true;
      await product.kill();
    },
    start() {
      ended = false;
      start();
    },
    async stop() {
      ended = true;
      await product.stop();
    },
  };
}
