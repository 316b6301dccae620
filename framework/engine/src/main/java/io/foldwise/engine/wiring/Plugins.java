package io.foldwise.engine.wiring;

import com.google.inject.Injector;
import io.foldwise.engine.config.ComponentCatalog;

/**
 * The plugins of this process.
 *
 * @param injector holds what plugins bind besides their components; components are built in children of it
 * @param catalog the components that the plugins offer
 */
public record Plugins(Injector injector, ComponentCatalog catalog) {}
