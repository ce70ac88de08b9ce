package dev.vhs.interop

import java.util.UUID
import java.util.function.UnaryOperator

import dev.vhs.Variant
import io.circe.generic.auto._
import org.scanamo.generic.auto._
import software.amazon.awssdk.services.dynamodb.DynamoDbClient
import software.amazon.awssdk.services.s3.S3Client
import weco.storage.{Identified, StorageError, Version}
import weco.storage.dynamo.DynamoConfig
import weco.storage.providers.s3.{S3ObjectLocation, S3ObjectLocationPrefix}
import weco.storage.store.{HybridStoreWithMaxima, VersionedHybridStore, VersionedStore}
import weco.storage.store.dynamo.{
  DynamoHashRangeStore,
  DynamoHashStore,
  DynamoHybridStoreWithMaxima,
  DynamoVersionedHybridStore
}
import weco.storage.store.s3.S3TypedStore
import weco.storage.streaming.Codec

/** The Scala client, with a face for Java: values in place of `Either`s, and failures thrown.
  *
  * Safe for use by many threads, as the client is.
  */
final class ScalaVhs[T] private (store: VersionedStore[String, Int, T]) {

  /** Writes version 0, and gives it. */
  def init(id: String, value: T): Int = written(store.init(id)(value))

  /** Writes that version, and gives it. */
  def put(id: String, version: Int, value: T): Int =
    written(store.put(Version(id, version))(value))

  /** Writes the next version, and gives it. */
  def putLatest(id: String, value: T): Int = written(store.putLatest(id)(value))

  /** Changes the newest value, and gives the version that was written; doesn't try again. */
  def update(id: String, change: UnaryOperator[T]): Int =
    written(store.update(id)(value => Right(change.apply(value))))

  /** The number of the newest version. */
  def latestVersion(id: String): Int = written(store.getLatest(id))

  /** The newest value. */
  def getLatest(id: String): T = value(store.getLatest(id))

  /** The value of that version. */
  def get(id: String, version: Int): T = value(store.get(Version(id, version)))

  private def written(result: Either[StorageError, Identified[Version[String, Int], T]]): Int =
    succeeded(result).id.version

  private def value(result: Either[StorageError, Identified[Version[String, Int], T]]): T =
    succeeded(result).identifiedT

  private def succeeded[A](result: Either[StorageError, A]): A =
    result.fold(error => throw ScalaFailure.of(error), identity)
}

object ScalaVhs {

  /** A store of texts in the emulators. */
  def texts(variant: Variant, place: ScalaPlace): ScalaVhs[String] =
    new ScalaVhs[String](store[String](variant, place))

  /** A store of bytes as they are in the emulators. */
  def bytes(variant: Variant, place: ScalaPlace): ScalaVhs[Array[Byte]] =
    new ScalaVhs[Array[Byte]](store[Array[Byte]](variant, place)(Codec.bytesCodec))

  /** A store of books, as JSON, in the emulators. */
  def books(variant: Variant, place: ScalaPlace): ScalaVhs[ScalaBook] =
    new ScalaVhs[ScalaBook](store[ScalaBook](variant, place))

  private def store[T](variant: Variant, place: ScalaPlace)(
    implicit codec: Codec[T]): VersionedStore[String, Int, T] = {
    implicit val dynamoDb: DynamoDbClient = place.dynamoDb
    implicit val s3: S3Client = place.s3
    implicit val typedStore: S3TypedStore[T] = S3TypedStore[T]
    val config = DynamoConfig(place.table)
    val prefix = S3ObjectLocationPrefix(place.bucket, place.prefix)
    variant match {
      case Variant.MULTI =>
        implicit val index: DynamoHashRangeStore[String, Int, S3ObjectLocation] =
          new DynamoHashRangeStore[String, Int, S3ObjectLocation](config)
        new DynamoVersionedHybridStore[String, Int, T](
          new DynamoHybridStoreWithMaxima[String, Int, T](prefix))
      case Variant.SINGLE =>
        new VersionedHybridStore[String, Int, S3ObjectLocation, T](
          new SingleVersionHybridStore[T](
            prefix,
            new DynamoHashStore[String, Int, S3ObjectLocation](config),
            typedStore))
    }
  }
}

/** The library has the parts of a store over a hash-only table, and leaves it to its users to put
  * them together, as the Wellcome Collection's catalogue does. Keys are as in the library's own.
  */
private final class SingleVersionHybridStore[T](
  prefix: S3ObjectLocationPrefix,
  override implicit val indexedStore: DynamoHashStore[String, Int, S3ObjectLocation],
  override implicit val typedStore: S3TypedStore[T]
) extends HybridStoreWithMaxima[String, Int, S3ObjectLocation, T] {

  override protected def createTypeStoreId(id: Version[String, Int]): S3ObjectLocation =
    prefix.asLocation(id.id, id.version.toString, UUID.randomUUID().toString + ".json")
}
