package io.foldwise.plugin.volume.ct;

import java.nio.file.Path;

/**
 * A line of a table of nodules.
 *
 * @param x millimetres in the world; {@code y} and {@code z} alike
 * @param counts whether it is to be found
 */
record Label(Path file, int line, String scan, double x, double y, double z, double diameter, boolean counts) {}
