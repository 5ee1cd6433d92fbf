import { describe, expect, it } from 'vitest';
import { recognise } from '../../../../src/features/explain/usecase/recognise.ts';
import { createFeatures } from '../../../../src/features/index.ts';
import { SERVICES } from '../../../support/services.ts';

const FEATURES = createFeatures(SERVICES, ['支部群', '城区站']).map(({ commands = [] }) => commands);
const COMMANDS = FEATURES.flat();
// A Wednesday.
const CONTEXT = { today: '2026-06-03', time: '10:00', roster: [] };

describe.each(COMMANDS.flatMap((command) => (command.help ? [{ ...command, help: command.help }] : [])))(
  'the help of $help.title',
  ({ name, help }) => {
    it('has three different lines to copy', () => {
      expect(new Set(help.examples).size).toBe(3);
    });

    it.each(help.examples)('%s is read as its own', (example) => {
      const recognised = recognise(example, COMMANDS, CONTEXT);
      const family = FEATURES.find((commands) => commands.some((command) => command.name === name)) ?? [];
      expect(family.map((command) => command.name)).toContain(recognised.command?.name);
      if (recognised.kind === 'read') expect(recognised.readings[0]?.confidence).toBeGreaterThanOrEqual(0.8);
    });
  },
);
