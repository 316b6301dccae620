package io.foldwise.plugin.standard.hook;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.training.Hook;
import io.foldwise.spi.training.Parameter;
import io.foldwise.spi.training.Step;
import io.foldwise.spi.training.Training;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Adversarial training by the fast gradient method (Goodfellow, Shlens and Szegedy 2015; of embeddings: Miyato, Dai and
 * Goodfellow 2017, "Adversarial training methods for semi-supervised text classification"). Every step trains on the batch
 * twice: as it is, and with the weights of some layers moved to where its loss grows fastest,
 * {@code w + epsilon g / |g|} for each of their arrays. The two gradients are added, and the weights put back.
 *
 * <p>Moving the table of an embedding moves the vectors of all tokens of the batch, as Miyato's perturbation does, with one
 * norm for the batch in place of one per sample. A step takes twice as long.
 */
@Description("Trains each batch a second time, with some layers' weights moved where the loss grows fastest (FGM)")
public final class Adversarial implements Hook {

    private final Params params;
    private List<Moved> moved = List.of();

    /** What is moved, and how far. */
    public record Params(
            @Description("Layers, or their arrays, that are moved; * stands for any letters")
            @Default("[\"embedding*\"]")
            @NotEmpty
            List<@NotBlank String> layers,

            @Description("How far each of their arrays moves, as a Euclidean distance") @Default("1") @Positive
            double epsilon) {}

    /** @param original keeps the values while they are moved */
    private record Moved(Parameter parameter, INDArray original) {}

    @Inject
    public Adversarial(Params params) {
        this.params = params;
    }

    @Override
    public List<String> layers() {
        return params.layers();
    }

    /** @throws IncompatibleException if a pattern fits no layer, or none of those that fit learns */
    @Override
    public void begin(Training training) {
        moved = training.parameters(params.layers()).stream()
                .filter(Parameter::learned)
                .map(parameter -> new Moved(parameter, parameter.values().dup()))
                .toList();
        if (moved.isEmpty()) {
            throw new IncompatibleException("hook adversarial: none of " + params.layers() + " learns");
        }
    }

    @Override
    public void gradient(Step step) {
        for (Moved array : moved) {
            INDArray values = array.parameter().values();
            array.original().assign(values);
            double norm = array.parameter().gradient().norm2Number().doubleValue();
            if (norm > 0) {
                values.assign(array.parameter().gradient())
                        .muli(params.epsilon() / norm)
                        .addi(array.original());
            }
        }
        step.addGradient(step.batch(), 1);
        moved.forEach(array -> array.parameter().values().assign(array.original()));
    }
}
