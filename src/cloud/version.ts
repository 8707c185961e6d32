/** The version of the project; a test holds it to package.json, which is not there where the server was built into one folder. */
export const SERVER_VERSION = '0.1.0'
/** The oldest app whose requests are understood. */
export const MINIMUM_VERSION = '0.1.0'
