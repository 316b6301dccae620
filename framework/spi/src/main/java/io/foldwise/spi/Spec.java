package io.foldwise.spi;

import java.util.Objects;

/**
 * A component as an experiment file asks for it: its name and its checked parameters, not yet built. A parameter that is
 * itself a component has this type: {@code record Params(List<Spec<Loss>> terms)}; the component around it builds it with
 * the {@link Assembler}, once the data is known.
 *
 * @param <T> the component's contract, such as {@code Loss}
 * @param type the component's name
 * @param component the class to build
 * @param params an instance of the component's nested {@code Params} record
 * @param location where the experiment file asks for it, {@code file:line: key}, for messages
 */
public record Spec<T>(String type, Class<? extends T> component, Record params, String location) {
    public Spec {
        Objects.requireNonNull(type);
        Objects.requireNonNull(component);
        Objects.requireNonNull(params);
        Objects.requireNonNull(location);
    }
}
