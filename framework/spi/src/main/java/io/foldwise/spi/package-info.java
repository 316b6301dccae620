/**
 * What a plugin author compiles against: how a plugin names its components, and how a component states its parameters.
 *
 * <p>A <em>component</em> is one public final class with a nested {@code record Params(...)} and an {@code @Inject}
 * constructor. A <em>plugin</em> is a {@link io.foldwise.spi.PluginModule} that binds names to components. The kinds of
 * component live in the packages below this one, named after the step of an experiment that they serve.
 *
 * <p>Nothing here knows the engine, a modality (tokens, images, signals) or a file format of a contest.
 */
package io.foldwise.spi;
