package io.foldwise.plugin.standard.split;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.validation.Fold;
import io.foldwise.spi.validation.Split;
import io.foldwise.toolkit.table.Separator;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Folds that somebody else has drawn, such as the official ones of a data set: a value for each sample, and a fold for each
 * value, in the order of values, whose samples it holds out. What early stopping looks at instead of these is drawn by chance.
 */
@Description("Folds that a column of the data, or a file, names: each value is held out once")
public final class Given implements Split {

    private final Params params;

    /** Where the folds stand. */
    public record Params(
            @Description("Column of the data, or of the file, that names the fold; a reader must keep it")
            @Default("fold")
            @NotBlank
            String column,

            @Description("CSV file with that column and a column id, and a line for every sample")
            Optional<Path> file,

            @Description("What stands between cells of the file: comma, semicolon, tab or bar") @Default("comma")
            Separator separator,

            @Description("Share of a fold's training part kept for early stopping; 0 lets it see the held-out samples")
            @Default("0")
            @DecimalMin("0")
            @DecimalMax(value = "1", inclusive = false)
            double validationShare) {}

    @Inject
    public Given(Params params) {
        this.params = params;
    }

    /** Empty, as only the values tell. */
    @Override
    public OptionalInt folds() {
        return OptionalInt.empty();
    }

    @Override
    public List<Path> files() {
        return params.file().stream().toList();
    }

    @Override
    public List<Fold> split(Dataset data, SplittableRandom random) {
        Column column = params.file()
                .map(file -> FoldFile.read(file, params.separator(), params.column(), data))
                .orElseGet(() -> Column.of(data, params.column()));
        List<int[]> parts = List.copyOf(column.parts().values());
        return new CrossValidation(new ByChance(), parts.size(), params.validationShare())
                .holdingOut(data, parts, random);
    }
}
