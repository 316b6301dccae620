package io.foldwise.plugin.image.metric;

import io.foldwise.plugin.image.mask.Masks;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.validation.Metric;
import jakarta.inject.Inject;

/**
 * How far predicted and true masks overlap, {@code 2 |P and T| / (|P| + |T|)} of an image, the mean over images, of each class
 * apart; the value is the mean over classes. Details are the same for all images, for those whose true mask has a pixel, and for
 * those whose true mask has none.
 *
 * @see <a href="https://doi.org/10.2307/1932409">Dice 1945</a>
 */
@Description("Dice: the overlap of predicted and true masks, the mean over images and classes; larger is better")
public final class Dice implements Metric {

    /** What counts as predicted, and empty masks. */
    public record Params(@Inline MaskCut cut) {}

    private final Params params;
    private final Masks masks;

    @Inject
    public Dice(Params params, Masks masks) {
        this.params = params;
        this.masks = masks;
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally tally(Head head) {
        return new OverlapTally(masks, params.cut(), (both, truth, predicted) -> 2.0 * both / (truth + predicted));
    }
}
