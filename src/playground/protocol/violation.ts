/** What WeCom would not take; `message` says in Chinese what is wrong. */
export class Violation extends Error {
  /** For calls of WeCom's API: https://developer.work.weixin.qq.com/document/path/90313 */
  readonly errcode: number;

  constructor(message: string, errcode = 40058) {
    super(message);
    this.name = 'Violation';
    this.errcode = errcode;
  }
}
