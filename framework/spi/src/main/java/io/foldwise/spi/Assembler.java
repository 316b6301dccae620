package io.foldwise.spi;

/** Builds the components that a component's parameters name. Inject it where {@code Params} holds a {@link Spec}. */
public interface Assembler {

    /**
     * Builds a component: its constructor is given its {@code Params} and whatever it asks for of the unit at hand (
     * {@link io.foldwise.spi.data.InputShape}, {@link io.foldwise.spi.data.LabelSchema}, {@link Seed}, this assembler).
     *
     * <p>One that cannot work with that data ends the building of the component around it, too, and the user is told its
     * place: do not catch what is thrown here.
     */
    <T> T build(Spec<T> spec);
}
