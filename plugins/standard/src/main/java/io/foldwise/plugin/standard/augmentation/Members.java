package io.foldwise.plugin.standard.augmentation;

import io.foldwise.spi.Assembler;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import java.util.List;

/** Augmentations of which some are chosen. */
final class Members {

    private Members() {}

    /** @throws IncompatibleException if one of them changes the size of examples, so that they would not fit into one batch */
    static List<Augmentation> of(List<Spec<Augmentation>> specs, InputShape input, Assembler assembler) {
        return specs.stream().map(spec -> member(spec, input, assembler)).toList();
    }

    private static Augmentation member(Spec<Augmentation> spec, InputShape input, Assembler assembler) {
        Augmentation member = assembler.build(spec);
        if (!member.output(input).equals(input)) {
            throw new IncompatibleException("chooses among changes, and '" + spec.type()
                    + "' changes the size of examples, which have to fit into one batch; let it stand outside");
        }
        return member;
    }
}
