package io.foldwise.plugin.standard.hook;

import io.foldwise.spi.Description;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Parameter;
import io.foldwise.spi.training.Step;
import io.foldwise.spi.training.Training;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Learning rates of their own for some layers (discriminative fine-tuning, Howard and Ruder 2018, "Universal language model
 * fine-tuning for text classification"): every step of their weights is multiplied by a factor, whatever the optimizer made
 * of the gradient; scaling the gradient would change nothing for Adam. With a factor of 0 a layer stays as it is.
 */
@Description("Multiplies the steps of some layers by a factor")
public final class LayerRates implements Hook {

    private final List<Rate> rates;
    private List<Slowed> slowed = List.of();

    /** Which layers, and what factor. */
    public record Params(
            @Description("Factors of layers; of several that fit a layer the first counts") @NotEmpty
            List<Rate> layers) {}

    /** The factor of some layers. */
    public record Rate(
            @Description("Layers, or their arrays; * stands for any letters") @NotBlank
            String of,

            @Description("What their learning rate is multiplied by; 0 freezes them") @PositiveOrZero
            double factor) {}

    /** @param before keeps the values as they were before a step */
    private record Slowed(INDArray values, INDArray before, double factor) {}

    @Inject
    public LayerRates(Params params) {
        this.rates = params.layers();
    }

    @Override
    public List<String> layers() {
        return rates.stream().map(Rate::of).toList();
    }

    /** @throws io.foldwise.spi.IncompatibleException if a pattern fits no layer */
    @Override
    public void begin(Training training) {
        List<Slowed> found = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        for (Rate rate : rates) {
            for (Parameter parameter : training.parameters(List.of(rate.of()))) {
                if (taken.add(parameter.path()) && parameter.learned()) {
                    found.add(new Slowed(parameter.values(), parameter.values().dup(), rate.factor()));
                }
            }
        }
        slowed = List.copyOf(found);
    }

    @Override
    public MultiDataSet batch(Step step, MultiDataSet batch) {
        slowed.forEach(array -> array.before().assign(array.values()));
        return batch;
    }

    @Override
    public void step(Step step) {
        slowed.forEach(array ->
                array.values().subi(array.before()).muli(array.factor()).addi(array.before()));
    }
}
