import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with `N passed, N failed`, and `, N skipped` where there were any. A file that did not load is a failure. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const skipped = count('skipped');
    const line = `${count('passed')} passed, ${count('failed') + broken} failed`;
    console.log(`\n${line}${skipped ? `, ${skipped} skipped` : ''}`);
  }
}
