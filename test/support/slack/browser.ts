/** Somebody's browser: keeps cookies, and leaves it to them whether to follow a redirect. */
export interface Browser {
  open(url: string): Promise<Response>;
}

export function createBrowser(): Browser {
  const jars = new Map<string, Map<string, string>>();
  return {
    async open(url) {
      const { origin } = new URL(url);
      const jar = jars.get(origin) ?? new Map<string, string>();
      jars.set(origin, jar);
      const response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        jar.set(name, value);
      }
      return response;
    },
  };
}
