import type { Router } from '@koa/router';
import type { Feature } from './bot/command.ts';
import type { Clock } from './clock.ts';
import { baseUrlOf, type Config, WECOM_API } from './config.ts';
import { consoleRouter } from './console/console.tsx';
import type { SignInOptions } from './console/sign-in.tsx';
import { deriveKey } from './data-key.ts';
import type { Database } from './database.ts';
import { viewerOf } from './features/person/usecase.ts';
import type { Logger } from './logger.ts';
import type { SelfBuiltApp } from './self-built-app.ts';

/** Where people prove to WeCom who they are; a stand-in does both at one address. */
const AUTHORIZE_ORIGIN = 'https://open.weixin.qq.com';
const AUTHORIZE_PATH = '/connect/oauth2/authorize';

export interface PagesOptions {
  config: Config;
  database: Database;
  clock: Clock;
  logger: Logger;
  dataKey: Buffer;
}

/** The pages of the features, for those whom WeCom knows. */
export function createPages(
  options: PagesOptions,
  { features, selfBuilt }: { features: readonly Feature[]; selfBuilt: SelfBuiltApp | undefined },
): Router {
  const { config, database, clock } = options;
  return consoleRouter({
    database,
    zone: config.timezone,
    now: () => clock.now(),
    pages: features.flatMap((feature) => feature.pages ?? []),
    findViewer: (db, userid) => viewerOf(db, userid, config.adminUserids),
    signIn: signInOf(options, selfBuilt),
    missing: missingOf(config),
  });
}

function signInOf(
  { config, clock, logger, dataKey }: PagesOptions,
  selfBuilt: SelfBuiltApp | undefined,
): SignInOptions | undefined {
  const baseUrl = baseUrlOf(config);
  if (!config.app || !selfBuilt || baseUrl === undefined) return undefined;
  const { corpId, agentId } = config.app;
  const origin = config.wecomApiBase === WECOM_API ? AUTHORIZE_ORIGIN : new URL(config.wecomApiBase).origin;
  return {
    app: { corpId, agentId },
    authorizeUrl: `${origin}${AUTHORIZE_PATH}`,
    baseUrl,
    identify: selfBuilt.api.identify,
    key: deriveKey(dataKey, 'console-session'),
    now: () => clock.now(),
    logger,
  };
}

function missingOf(config: Config): string {
  const names = [
    ...(config.app ? [] : ['WECOM_CORP_ID', 'WECOM_APP_AGENT_ID', 'WECOM_APP_SECRET']),
    ...(baseUrlOf(config) === undefined ? ['PUBLIC_URL'] : []),
  ];
  return `要用企业微信的账号登录，请管理员在 .env 里填好 ${names.join('、')}，再重新启动。`;
}
