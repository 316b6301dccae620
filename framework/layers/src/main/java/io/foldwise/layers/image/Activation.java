package io.foldwise.layers.image;

/** Functions of single values. */
public enum Activation {
    /** {@code x} */
    IDENTITY,
    /** {@code max(0, x)} */
    RELU,
    /** {@code 1 / (1 + exp(-x))} */
    SIGMOID,
    /** {@code x / (1 + exp(-x))} (Ramachandran, Zoph, Le, 2017), also called SiLU */
    SWISH
}
