package io.foldwise.engine.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import io.foldwise.spi.ComponentKind;
import io.foldwise.spi.Kind;
import io.foldwise.spi.Spec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The type of a parameter, as an experiment file sees it. */
public sealed interface ValueType {

    /** What users read: {@code whole number}, {@code list of losses}. */
    String label();

    /** Several of them: {@code whole numbers}, {@code losses}. */
    default String plural() {
        return label() + "s";
    }

    /** This type, or that of the value if it may be left out. */
    default ValueType unwrapped() {
        return this instanceof OptionalOf optional ? optional.value() : this;
    }

    /** A value without parts. */
    enum Scalar implements ValueType {
        INTEGER("whole number", int.class, Integer.class),
        LONG("whole number", long.class, Long.class),
        DECIMAL("number", double.class, Double.class),
        FLAG("true or false", boolean.class, Boolean.class),
        TEXT("text", String.class),
        PATH("path", Path.class),
        DURATION("duration", Duration.class);

        private final String label;
        private final List<Class<?>> types;

        Scalar(String label, Class<?>... types) {
            this.label = label;
            this.types = List.of(types);
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public String plural() {
            return this == FLAG ? label : label + "s";
        }
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    record Choice(Class<? extends Enum<?>> type) implements ValueType {

        /** The constants as users write them, in their order. */
        public List<String> names() {
            return Arrays.stream(type.getEnumConstants()).map(Choice::nameOf).toList();
        }

        static String nameOf(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public String label() {
            return "one of " + String.join(", ", names());
        }

        @Override
        public String plural() {
            return "any of " + String.join(", ", names());
        }
    }

    /** A block whose keys are those of a record. */
    record Block(Class<? extends Record> type) implements ValueType {
        @Override
        public String label() {
            return "block";
        }
    }

    /** A component: its name, or a block with {@code type} and the component's own parameters. */
    record Component(ComponentKind kind) implements ValueType {
        @Override
        public String label() {
            return kind.label();
        }

        @Override
        public String plural() {
            if (label().endsWith("ss")) {
                return label() + "es";
            }
            boolean plural = label().endsWith("s") || label().endsWith("ing"); // examples, post-processing
            return plural ? label() : label() + "s";
        }
    }

    record ListOf(ValueType element) implements ValueType {
        @Override
        public String label() {
            return "list of " + element.plural();
        }

        @Override
        public String plural() {
            return "lists of " + element.plural();
        }
    }

    /** A block whose keys are free. */
    record MapOf(ValueType element) implements ValueType {
        @Override
        public String label() {
            return "block of named " + element.plural();
        }

        @Override
        public String plural() {
            return "blocks of named " + element.plural();
        }
    }

    /** A value that may be left out. */
    record OptionalOf(ValueType value) implements ValueType {
        @Override
        public String label() {
            return value.label();
        }

        @Override
        public String plural() {
            return value.plural();
        }
    }

    /** A block that is kept as it is, for its owner to read. */
    record Raw(Class<?> type) implements ValueType {
        @Override
        public String label() {
            return "block";
        }
    }

    /**
     * The type that a Java type stands for.
     *
     * @throws IllegalArgumentException if an experiment file cannot give such a value
     */
    static ValueType of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic);
        }
        if (!(type instanceof Class<?> plain)) {
            throw unsupported(type);
        }
        return Stream.of(Scalar.values())
                .filter(scalar -> scalar.types.contains(plain))
                .map(ValueType.class::cast)
                .findFirst()
                .orElseGet(() -> ofClass(plain));
    }

    @SuppressWarnings("unchecked") // the casts follow checks of the class
    private static ValueType ofClass(Class<?> type) {
        if (type.isEnum()) {
            return new Choice((Class<? extends Enum<?>>) type);
        }
        if (type.isRecord()) {
            return new Block((Class<? extends Record>) type);
        }
        if (type == Config.class || type == ConfigObject.class) {
            return new Raw(type);
        }
        throw unsupported(type);
    }

    private static ValueType ofGeneric(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Spec.class) {
            if (arguments[0] instanceof Class<?> contract && contract.isAnnotationPresent(Kind.class)) {
                return new Component(ComponentKind.of(contract));
            }
            throw new IllegalArgumentException(
                    type.getTypeName() + " names no kind of component; use Spec<Loss> or the like");
        }
        if (type.getRawType() == Optional.class) {
            return new OptionalOf(of(arguments[0]));
        }
        if (type.getRawType() == List.class) {
            return new ListOf(of(arguments[0]));
        }
        if (type.getRawType() == Map.class && arguments[0] == String.class) {
            return new MapOf(of(arguments[1]));
        }
        throw unsupported(type);
    }

    private static IllegalArgumentException unsupported(Type type) {
        String known = Stream.of(Scalar.values())
                .map(scalar -> scalar.types.get(0).getSimpleName())
                .collect(Collectors.joining(", "));
        return new IllegalArgumentException("no experiment file can give a " + type.getTypeName() + "; use " + known
                + ", an enum, a record, Spec, Optional, List, or Map with text keys");
    }
}
