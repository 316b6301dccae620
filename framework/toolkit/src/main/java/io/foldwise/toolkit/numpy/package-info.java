/** Arrays of numbers as numpy keeps them: {@code .npy} and {@code .npz}. Knows nothing of what the numbers mean. */
package io.foldwise.toolkit.numpy;
