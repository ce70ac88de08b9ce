package dev.vhs.aws.s3;

import org.junit.jupiter.api.Tag;

/** With full sizes, and listings of several pages. */
@Tag("attack")
class S3ObjectStoreAttackTest extends S3ObjectStoreTest {}
