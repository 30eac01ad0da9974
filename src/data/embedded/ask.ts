import type { WorkLimit } from '../../children/pool.ts';

/** What a child can be asked, told apart by its kind. */
export interface AnyRequest {
  readonly kind: string;
}

/** By the kind of the request. */
export type AnyAnswers<Request extends AnyRequest> = { readonly [K in Request['kind']]: unknown };

export type RequestOf<Request extends AnyRequest, K extends Request['kind']> = Extract<
  Request,
  { readonly kind: K }
>;

/** Asks a child. After the limit the child is killed. */
export type AskOf<Request extends AnyRequest, Answers extends AnyAnswers<Request>> = <
  K extends Request['kind'],
>(
  request: RequestOf<Request, K>,
  signal: AbortSignal,
  limit?: WorkLimit,
) => Promise<Answers[K]>;
