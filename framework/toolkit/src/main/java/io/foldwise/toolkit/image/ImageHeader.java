package io.foldwise.toolkit.image;

/** What a file says of its image before its pixels are read. */
public record ImageHeader(int height, int width) {

    /** Height and width of an image, at most. */
    public static final int LONGEST = 1 << 15;

    /** Pixels of an image, at most. */
    public static final int MOST_PIXELS = 1 << 26;

    /** @throws UnreadableImageException if no image of that size is read */
    public static ImageHeader of(long height, long width) throws UnreadableImageException {
        if (height < 1 || width < 1) {
            throw new UnreadableImageException("has no pixels: " + height + " x " + width);
        }
        if (height > LONGEST || width > LONGEST || height * width > MOST_PIXELS) {
            throw new UnreadableImageException("says that it has " + height + " x " + width
                    + " pixels, more than any image that is read here (" + (MOST_PIXELS >> 20) + " million)");
        }
        return new ImageHeader((int) height, (int) width);
    }

    @Override
    public String toString() {
        return height + " x " + width + " pixels";
    }
}
