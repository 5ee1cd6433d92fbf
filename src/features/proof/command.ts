import { z } from 'zod';
import type { Command, Feature } from '../../bot/command.ts';
import { textReply } from '../../bot/reply.ts';
import type { Services } from '../../bot/services.ts';
import { userError } from '../../errors.ts';
import type { TableTaker } from '../transfer/job.ts';
import { proofJob } from './job.ts';
import { RECEIVING, sayTied, showProofs } from './reply.ts';
import { findCandidates, listProofs, tie } from './usecase.ts';

const NAME = 'proof';
const valueSchema = z.string().regex(/^\d{1,15}:(?:none|(?:service|donation):\d{1,15})$/);
const undoSchema = z.object({ messageId: z.int(), before: z.string().nullable() });

/** Pictures and files as proof of what was done. */
export function proofFeature(services: Services, tables: TableTaker): Feature {
  const command: Command = {
    name: NAME,
    pattern: /^(?:我的|查看?|看看?)?(?:凭证|服务照片|现场照片)[ :]*(?<keyword>\S.{0,30})?$/u,
    right: 'log',
    help: {
      title: '凭证',
      line: '现场照片和一句话一起发来，存作那件事的凭证；以后随时能翻出来看',
      examples: ['凭证', '凭证 义诊', '我的凭证'],
    },
    async run(context, { match }) {
      const proofs = await listProofs(context, match?.groups?.keyword ?? '');
      const linkOf = (id: string) => services.linkFile(id, context.now);
      return { reply: showProofs(proofs, { today: context.today, linkOf }) };
    },
    async attach(context) {
      const isTable = tables.mayTake(context);
      return { reply: { text: RECEIVING, late: { kind: NAME, arguments: { isTable } } } };
    },
    async click(context, value) {
      if (!valueSchema.safeParse(value).success) {
        throw userError('invalid_input', '这个按钮认不出来了，请把照片再发一次。');
      }
      const at = value.indexOf(':');
      const [messageId, subject] = [Number(value.slice(0, at)), value.slice(at + 1)];
      if (subject === 'none') return { reply: textReply('好的，先替你存着，没有算作哪件事的凭证。') };
      const { recent } = await findCandidates(context.db, { personId: context.sender.id, now: context.now });
      const { count, before } = await tie(context, { messageId, subject });
      const record = recent.find((one) => one.subject === subject);
      return { reply: textReply(sayTied(count, record, context.today)), undo: { messageId, before } };
    },
    async undo(context, data) {
      const { messageId, before } = undoSchema.parse(data);
      await tie(context, { messageId, subject: before });
      return '已撤销，这几张照片不再算作那件事的凭证，照片还存着。';
    },
  };
  return { commands: [command], lateJobs: [proofJob(services, tables, (id, subject) => `${NAME}:${id}:${subject}`)] };
}
