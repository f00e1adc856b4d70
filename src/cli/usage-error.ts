/** A person's mistake on the command line, or with a file: told in words, without a stack trace. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What went wrong with a file, in words; anything but a system error is thrown on. */
export function fileFault(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  return FAULTS[String(error.code)] ?? error.message;
}

const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is not a directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'no space left for this user',
  EFBIG: 'the file would be too large',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its symbolic links go round in circles',
  EEXIST: 'it exists already',
};
