/**
 * From plugins and checked parameters to components, by Guice: {@link io.foldwise.engine.wiring.PluginLoader} finds the
 * plugins, {@link io.foldwise.engine.wiring.ComponentAssembler} builds the components that an experiment names. Nothing here
 * reads an experiment file, and nothing here names a plugin.
 */
package io.foldwise.engine.wiring;
