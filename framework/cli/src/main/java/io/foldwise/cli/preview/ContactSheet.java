package io.foldwise.cli.preview;

import io.foldwise.cli.context.RefusedException;
import io.foldwise.engine.training.StageExamples;
import io.foldwise.spi.prediction.Exhibit;
import io.foldwise.spi.prediction.Exhibit.Picture;
import io.foldwise.spi.prediction.Exhibit.Sample;
import io.foldwise.spi.training.Example;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pictures of samples in rows: one of each sample as it is, and beside it what the first epochs train on. */
public final class ContactSheet {

    private static final int GAP = 4;
    private static final int WIDE_GAP = 16;
    private static final Color BACKGROUND = new Color(0x30343A);

    private ContactSheet() {}

    /**
     * @param exhibit draws them
     * @param rows the examples to show
     * @param draws how many epochs
     * @throws RefusedException if the exhibit has no picture of them
     */
    public static BufferedImage of(StageExamples examples, Exhibit exhibit, int[] rows, int draws) {
        return arranged(IntStream.of(rows)
                .mapToObj(row -> row(examples, exhibit, row, draws))
                .toList());
    }

    private static List<BufferedImage> row(StageExamples examples, Exhibit exhibit, int row, int draws) {
        Example plain = examples.plain(row);
        return Stream.concat(
                        Stream.of(plain), IntStream.range(0, draws).mapToObj(epoch -> examples.augmented(row, epoch)))
                .map(example -> exhibit.show(examples.data(), Sample.trained(example, plain)))
                .map(shown -> beside(shown.pictures()))
                .toList();
    }

    private static BufferedImage beside(List<Picture> pictures) {
        if (pictures.isEmpty()) {
            throw new RefusedException("samples of this kind are shown as words, and cannot be drawn");
        }
        return Beside.each(pictures.stream().map(Picture::image).toList(), 1);
    }

    private static BufferedImage arranged(List<List<BufferedImage>> rows) {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).getWidth())
                        .max()
                        .orElseThrow())
                .toArray();
        int[] heights = rows.stream()
                .mapToInt(row ->
                        row.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow())
                .toArray();
        int wide = columns > 1 ? WIDE_GAP - GAP : 0;
        BufferedImage sheet = new BufferedImage(
                IntStream.of(widths).sum() + (columns + 1) * GAP + wide,
                IntStream.of(heights).sum() + (heights.length + 1) * GAP,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setColor(BACKGROUND);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        int top = GAP;
        for (int row = 0; row < heights.length; row++) {
            int left = GAP;
            for (int column = 0; column < columns; column++) {
                graphics.drawImage(rows.get(row).get(column), left, top, null);
                left += widths[column] + (column == 0 ? GAP + wide : GAP);
            }
            top += heights[row] + GAP;
        }
        graphics.dispose();
        return sheet;
    }
}
