package io.foldwise.spi;

/**
 * One line of a plugin: under which name it offers which component.
 *
 * @param kind the part of an experiment that the component plays
 * @param name the value of {@code type} in an experiment file, such as {@code text-cnn}
 * @param component the class that implements the kind's contract
 * @param plugin the plugin that declares it
 */
public record ComponentDeclaration(
        ComponentKind kind, String name, Class<?> component, Class<? extends PluginModule> plugin) {}
