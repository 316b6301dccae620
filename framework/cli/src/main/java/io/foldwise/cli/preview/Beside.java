package io.foldwise.cli.preview;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Pictures in a row. */
final class Beside {

    private Beside() {}

    /** @param gap pixels between them, black */
    static BufferedImage each(List<BufferedImage> pictures, int gap) {
        int width = pictures.stream().mapToInt(BufferedImage::getWidth).sum() + gap * (pictures.size() - 1);
        int height = pictures.stream().mapToInt(BufferedImage::getHeight).max().orElseThrow();
        BufferedImage row = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = row.createGraphics();
        int left = 0;
        for (BufferedImage picture : pictures) {
            graphics.drawImage(picture, left, 0, null);
            left += picture.getWidth() + gap;
        }
        graphics.dispose();
        return row;
    }
}
