import { expect, it } from 'vitest';
import { errcodeOf, explainRejection } from '../../../../src/wecom/aibot/socket/failure.ts';

it.each([
  ['a frame', { headers: { req_id: 'r' }, errcode: 846608, errmsg: 'expired' }, 'wecom_refused', 846608],
  ['no ack', new Error('Reply ack timeout (5000ms) for reqId: r'), 'wecom_unclear', undefined],
  [
    'a close',
    new Error('WebSocket connection closed (code: 1006), reply for reqId: r cancelled'),
    'wecom_unclear',
    undefined,
  ],
  ['no connection', new Error('WebSocket not connected, unable to send data'), 'wecom_unreachable', undefined],
  ['a full queue', new Error('Reply queue for reqId r exceeds max size (500)'), 'wecom_unreachable', undefined],
  ['anything else', undefined, 'wecom_unreachable', undefined],
])('%s is told by code', (_name, rejection, code, errcode) => {
  const error = explainRejection(rejection);
  expect(error.code).toBe(code);
  expect(errcodeOf(error)).toBe(errcode);
});

it('a refusal carries what WeCom said', () => {
  expect(explainRejection({ errcode: 93006, errmsg: 'invalid chatid' }).cause).toEqual({
    errcode: 93006,
    errmsg: 'invalid chatid',
  });
});
