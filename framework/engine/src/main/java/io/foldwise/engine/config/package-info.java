/**
 * From an experiment file to checked Java records, with every problem found on the way in one report.
 *
 * <p>{@link io.foldwise.engine.config.ExperimentSource} loads a HOCON file with its includes and {@code --set}s;
 * {@link io.foldwise.engine.config.RecordBinder} binds it to records, whose shape
 * {@link io.foldwise.engine.config.RecordSchema} describes; {@link io.foldwise.engine.config.RecordRenderer} writes a record
 * back. Nothing here builds a component, and nothing here knows what an experiment is made of: that is told by the record
 * to bind and by the {@link io.foldwise.engine.config.ComponentCatalog}.
 */
package io.foldwise.engine.config;
