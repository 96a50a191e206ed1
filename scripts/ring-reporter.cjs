// Prints as mocha's `spec` does, and writes the figures of the run as JSON for `.ci/run` to sum.
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

module.exports = class RingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      writeFileSync(options.reporterOptions.output, JSON.stringify(this.stats, null, 2));
    });
  }
};
