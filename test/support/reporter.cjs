// Mocha takes what a module itself is for the reporter.
module.exports = require('./suiteReporter.ts').SuiteReporter;
