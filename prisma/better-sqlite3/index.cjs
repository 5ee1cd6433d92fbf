// Version 13 needs Node-API 10 (Node 22.14) and ends the process on Node 20. Version 12, compiled for Node 24.19 or
// newer, aborts the process when a statement is collected while no script runs
// (https://github.com/nodejs/node/issues/65446). So each Node gets the one that it can run.
const name = Number(process.versions.napi) >= 10 ? 'better-sqlite3-13' : 'better-sqlite3-12';

try {
  module.exports = require(name);
} catch (cause) {
  throw new Error(
    `缺少 ${name}：请用现在这个版本的 Node（${process.version}）重新运行 npm ci；Node 20 上没有现成的文件时，要先装好 python3、make 和 g++`,
    { cause },
  );
}
