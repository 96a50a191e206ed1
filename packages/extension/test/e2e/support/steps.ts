/**
 * Makes the tests of a suite steps that go on from one another: after one that failed the rest is skipped. (Mocha's
 * own `bail` also keeps the suites after this one from being run, and says nothing of them.)
 */
export function stepsGoOnFromOneAnother(): void {
  let failed = false;
  beforeEach(function () {
    if (failed) this.skip();
  });
  afterEach(function () {
    failed ||= this.currentTest?.state === 'failed';
  });
}
