/** A browser without eyes: keeps cookies, follows no redirect by itself. */
export interface Visitor {
  cookies: Map<string, string>;
  get(address: string, headers?: Record<string, string>): Promise<Response>;
  post(address: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
}

export function createVisitor(): Visitor {
  const cookies = new Map<string, string>();

  async function ask(address: string, init: RequestInit, headers: Record<string, string> = {}): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(address, { ...init, redirect: 'manual', headers: { cookie, ...headers } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const value = pair.slice(at + 1);
      if (value === '') cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), value);
    }
    return response;
  }

  return {
    cookies,
    get: (address, headers) => ask(address, {}, headers),
    post: (address, form, headers) => ask(address, { method: 'POST', body: new URLSearchParams(form) }, headers),
  };
}
