import { ROUTES } from '../model/link/route/index.ts';
import type { CallSettings, Services, WaySettings } from '../model/topology/services-settings.ts';
import { serviceSettings } from '../model/topology/services-settings.ts';
import type { AnySchema } from './schema-walk.ts';
import { type Written, written, writtenPolicy } from './written.ts';

/** The services of a graph in the language of the file; entries of a script after `endMs` stand in no file. */
export function writtenServices(services: Services, endMs: number): Written {
  return Object.fromEntries(
    Object.entries(services).map(([name, { calls, ...service }]) => {
      const script = service.script.filter(({ at }) => at < endMs);
      const own = written(serviceSettings as unknown as AnySchema, { ...service, script });
      return [name, { ...(own as Written), calls: calls.map(writtenCall) }];
    }),
  );
}

function writtenCall(call: CallSettings): Written {
  if (!('route' in call)) return { to: call.to, pipeline: call.pipeline.map(writtenPolicy) };
  const { links, ...settings } = call;
  const { schema } = ROUTES.find(({ kind }) => kind === call.route)!;
  const own = written(schema as unknown as AnySchema, settings) as Written;
  return { ...own, links: links.map(writtenWay) };
}

function writtenWay({ to, weight, pipeline }: WaySettings): Written {
  return { to, weight, pipeline: pipeline.map(writtenPolicy) };
}
