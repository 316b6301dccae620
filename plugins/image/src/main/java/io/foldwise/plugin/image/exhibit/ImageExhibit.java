package io.foldwise.plugin.image.exhibit;

import com.google.inject.Inject;
import io.foldwise.spi.Description;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.prediction.Exhibit;
import io.foldwise.toolkit.drawing.Brightness;
import io.foldwise.toolkit.drawing.Drawing;
import java.util.List;

/**
 * Shows an image in all of its brightness, in grey or, with three channels, in colour. Of masks, {@code [height, width, classes]} of the
 * image's own size, the outlines are drawn: each class in a colour of its own; where masks are predicted, the true ones in orange, and what is
 * predicted with more than one half in blue, drawn last.
 */
@Description("Images, with the outlines of masks: the true one in orange, the predicted one in blue")
public final class ImageExhibit implements Exhibit {

    private static final int RANK = 3;

    /** Nothing to choose. */
    public record Params() {}

    /** @param input which makes the data one of images */
    @Inject
    public ImageExhibit(InputShape.Image input) {}

    @Override
    public Shown show(Dataset data, Sample sample) {
        Tensor image = sample.example().input();
        Drawing drawing = new Drawing(image, Brightness.of(sample.plain().input()));
        boolean predicted = false;
        int drawn = 0;
        for (int head = 0; head < sample.example().targets().size(); head++) {
            Tensor mask = sample.example().targets().get(head);
            if (!ofTheImage(mask, image)) {
                continue;
            }
            for (int ofClass = 0; ofClass < mask.shape()[2]; ofClass++) {
                if (sample.predictions().isEmpty()) {
                    drawing.outline(mask, ofClass, Drawing.COLOURS.get(drawn++ % Drawing.COLOURS.size()));
                } else {
                    drawing.outline(mask, ofClass, Drawing.TRUE);
                    drawing.outline(sample.predictions().get(head), ofClass, Drawing.PREDICTED);
                    predicted = true;
                }
            }
        }
        String caption = predicted ? "orange: the true mask, blue: the predicted one" : "";
        return new Shown(List.of(drawing.picture(caption)), List.of());
    }

    private static boolean ofTheImage(Tensor mask, Tensor image) {
        return mask.shape().length == RANK
                && mask.shape()[0] == image.shape()[0]
                && mask.shape()[1] == image.shape()[1];
    }
}
