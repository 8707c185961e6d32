// Not a module on purpose. The layers that must not know Electron map its name to this file, so that an import of it does not build.
