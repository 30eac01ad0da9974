/** Structured lines for the operator: pino's call signature. Never content of calls, never a secret. */
export interface Log {
  debug(data: object, message: string): void;
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}
