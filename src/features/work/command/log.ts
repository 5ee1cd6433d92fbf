import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import { textReply } from '../../../bot/reply.ts';
import { userError } from '../../../errors.ts';
import type { Form } from '../forms/form.ts';
import { FORMS } from '../forms/index.ts';
import { sayWork, sayWorkTwice, sayWorkUndone } from '../reply.ts';
import { readSaid } from '../said.ts';
import { workUndoSchema } from '../schema.ts';
import type { Said, Told } from '../types.ts';
import { entryOf, logWork, logWorkAgain, undoWork, type WorkLogged } from '../usecase/log.ts';

/** One command a form: what is told in one line is kept, read back and can be taken back. */
export const logCommands: readonly Command[] = FORMS.map(toCommand);

function toCommand(form: Form): Command {
  const { name, right, label, help, pattern } = form;
  const keyOf = (value: string) => `${name}:${value}`;
  return {
    name,
    right,
    help,
    pattern: new RegExp(`^(?=[\\s\\S]{2,300}$)[\\s\\S]*(?:${pattern.source})[\\s\\S]*$`),
    reads: (text, today) => read(form, text, today) !== undefined,
    async run(context, { match }) {
      const found = read(form, match?.input ?? '', context.today);
      if (!found) throw userError('invalid_input', `请这样写：${help.examples[0]}`);
      const result = await logWork(context, entryOf(form, found.said, found.told, context));
      if (result.outcome === 'repeated') return { reply: sayWorkTwice(label, result, context.today, keyOf) };
      return told(context, result);
    },
    click,
    async undo(context, data) {
      return sayWorkUndone(await undoWork(context, workUndoSchema.parse(data)), context.today);
    },
  };

  async function click(context: CommandContext, value: string): Promise<Outcome> {
    const [what, id] = value.split(':');
    if (what === 'no') return { reply: textReply('好的，没有再记。') };
    if (what === 'again') return told(context, await logWorkAgain(context, Number(id)));
    throw userError('invalid_input', `没看懂这个选择，请重新发一次，例如：${help.examples[0]}`);
  }

  function told(context: CommandContext, logged: WorkLogged): Outcome {
    const [first] = logged.rows;
    return {
      reply: sayWork(label, logged, context.today),
      undo: { ...logged.undo },
      ...(first ? { subject: `work:${first.id}`, subjects: logged.rows.map(({ id }) => `work:${id}`) } : {}),
    };
  }
}

/** By this form, where no form before it reads the line. */
function read(form: Form, text: string, today: string): { said: Said; told: Told } | undefined {
  const said = readSaid(text, today);
  const told = form.read(said);
  return told && { said, told };
}
