// node .ci/nothing-skipped.mjs REPORT: fails where the run skipped a test, since here everything is installed. Only
// tests that read the folder beside this repository may be missing it; they name it.
import { readFileSync } from 'node:fs';

const OUTSIDE = '../shared';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const tests = report.testResults.flatMap((file) => file.assertionResults);
const passed = tests.filter((test) => test.status === 'passed');
const others = tests.filter((test) => test.status !== 'passed' && !test.fullName.includes(OUTSIDE));

for (const test of others) console.error(`${test.status}: ${test.fullName}`);
console.log(`${passed.length} passed, ${others.length} not run`);
if (others.length > 0 || passed.length === 0) process.exit(1);
