package io.foldwise.plugin.standard.split;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * A fold for each source, or each named one, such as a hospital or a scanner, that holds out all of its samples: scores speak for
 * a source that training has not seen. Folds are in the order of the sources' names. What early stopping looks at instead of the held-out
 * samples is drawn by chance, from the other sources.
 */
@Description("A fold per source, such as a hospital, that holds out all of its samples")
public final class LeaveOneSourceOut implements Split {

    private final Params params;

    /** Where sources stand, and what early stopping looks at. */
    public record Params(
            @Description("Column of the data that names a sample's source; its reader must keep it") @NotBlank
            String column,

            @Description("Share of a fold's training part kept for early stopping; 0 lets it see the held-out samples")
            @Default("0")
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            double validationShare,

            @Description("The sources that are held out, a fold each; all others are trained on. None: every source")
            @Default("[]")
            List<@NotBlank String> heldOut) {

        public Params {
            heldOut = List.copyOf(heldOut);
        }
    }

    @Inject
    public LeaveOneSourceOut(Params params) {
        this.params = params;
    }

    /** Empty, as only the data tells the sources. */
    @Override
    public OptionalInt folds() {
        return OptionalInt.empty();
    }

    @Override
    public List<Fold> split(Dataset data, SplittableRandom random) {
        List<int[]> heldOut = heldOut(Column.of(data, params.column()));
        return new CrossValidation(new ByChance(), heldOut.size(), params.validationShare())
                .holdingOut(data, heldOut, random);
    }

    private List<int[]> heldOut(Column column) {
        Map<String, int[]> parts = column.parts();
        List<String> unknown = params.heldOut().stream()
                .filter(source -> !parts.containsKey(source))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IncompatibleException("held-out: %s has no value '%s'; there are %s"
                    .formatted(column.name(), unknown.get(0), String.join(", ", parts.keySet())));
        }
        return parts.entrySet().stream()
                .filter(part -> params.heldOut().isEmpty() || params.heldOut().contains(part.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
