import type { ErrorCode, ErrorData } from '../core/errors.ts';

export type ToChild<Setup, Request> =
  | { readonly kind: 'setup'; readonly setup: Setup }
  | { readonly kind: 'request'; readonly request: Request };

export type FromChild<Response> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'response'; readonly response: Response }
  | { readonly kind: 'error'; readonly code: ErrorCode; readonly data: ErrorData; readonly why?: string };
