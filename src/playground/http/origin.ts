const LOOPBACK = /^(localhost|[\w-]+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Whether a request to `host` comes from this machine's own pages, or from no page (`origin` empty). */
export function isFromHere(host: string, origin: string): boolean {
  const isForeign = origin !== '' && (!URL.canParse(origin) || new URL(origin).host !== host);
  return !isForeign && URL.canParse(`http://${host}`) && LOOPBACK.test(new URL(`http://${host}`).hostname);
}
