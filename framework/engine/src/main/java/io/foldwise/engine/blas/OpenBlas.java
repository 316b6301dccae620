package io.foldwise.engine.blas;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/** The matrix library of the CPU backend, as it is loaded into this process. */
public final class OpenBlas {

    /** The variable that chooses its kernels; it is read when the library is loaded. */
    public static final String VARIABLE = "OPENBLAS_CORETYPE";

    /** As OpenBLAS spells those that have kernels of their own in its builds for x86-64. */
    private static final List<String> CORE_TYPES = List.of(
            "Prescott",
            "Core2",
            "Nehalem",
            "Barcelona",
            "Sandybridge",
            "Bulldozer",
            "Piledriver",
            "Steamroller",
            "Excavator",
            "Haswell",
            "Zen",
            "SkylakeX",
            "Cooperlake",
            "SapphireRapids");

    private OpenBlas() {}

    /**
     * The core type whose kernels this process computes with, whatever was asked for. Empty where the library is of another
     * platform, or does not load.
     */
    public static Optional<String> coreType() {
        return Loaded.CORE_TYPE;
    }

    private static final class Loaded {
        static final Optional<String> CORE_TYPE = find();

        /** Its function for that is not bound to Java; what it does is compare this pointer with the tables of kernels. */
        private static Optional<String> find() {
            try {
                Loader.load(openblas_nolapack.class);
                return address("gotoblas").flatMap(chosen -> {
                    long table = new PointerPointer<>(chosen).get(0).address();
                    return CORE_TYPES.stream()
                            .filter(type -> address("gotoblas_" + type.toUpperCase(Locale.ROOT))
                                    .filter(of -> of.address() == table)
                                    .isPresent())
                            .findFirst();
                });
            } catch (LinkageError e) {
                return Optional.empty();
            }
        }

        private static Optional<Pointer> address(String symbol) {
            return Stream.ofNullable(Loader.addressof(symbol)).findFirst();
        }
    }
}
