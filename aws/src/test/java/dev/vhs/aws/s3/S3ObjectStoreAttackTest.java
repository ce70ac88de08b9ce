package dev.vhs.aws.s3;

import org.junit.jupiter.api.Tag;

/** The same laws with full sizes, and listings of several pages. */
@Tag("attack")
class S3ObjectStoreAttackTest extends S3ObjectStoreTest {}
