package io.foldwise.plugin.volume.synthetic;

/** Something solid. */
interface Shape {

    /** Something in its middle. */
    Point centre();

    /** How far from there it reaches at most, along each axis. */
    Point reach();

    /** How deep in it a place lies, in millimetres; below 0 outside. Exact only near its surface. */
    double depth(Point place);
}
