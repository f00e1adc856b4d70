import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/** Calls of a schema whose texts only explain a setting to a reader. */
const EXPLAINS = new Set(['description', 'title']);

/**
 * Leaves out what only a reader would miss: the description of a setting and the summary of a variant.
 * Their wording is free. Messages that a caller meets stay in, as tests state them.
 */
const texts = {
  shouldIgnore(path) {
    if (path.isCallExpression()) {
      const { callee } = path.node;
      const isText = callee.type === 'MemberExpression' && EXPLAINS.has(callee.property.name);
      return isText ? 'explains a setting' : undefined;
    }
    const isSummary = path.isObjectProperty() && path.node.key.name === 'summary';
    return isSummary ? 'explains a variant' : undefined;
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'texts', texts)];
